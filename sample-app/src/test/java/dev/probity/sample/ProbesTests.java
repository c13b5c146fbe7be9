package dev.probity.sample;

import dev.probity.test.contract.ProbeContractTests;

import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * The probes of the sample keep what every application's should, and the manifests in
 * {@code k8s} fit it.
 */
// as kustomization.yaml says it, which makes a ConfigMap of it
@TestPropertySource(properties = "spring.lifecycle.timeout-per-shutdown-phase=10s")
@DirtiesContext
class ProbesTests extends ProbeContractTests {

}
