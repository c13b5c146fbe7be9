package dev.probity.test;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbeScope;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on the probes of an application, of which one is picked first. Made by
 * {@code assertThat(tester)}.
 *
 * @since 0.1.0
 */
public final class ProbityAssert extends AbstractAssert<ProbityAssert, ProbityTester> {

	ProbityAssert(ProbityTester tester) {
		super(tester, ProbityAssert.class);
	}

	/**
	 * The readiness probe of the instance.
	 * @return assertions on it
	 */
	public ProbeAssert readiness() {
		return probe(Probe.READINESS);
	}

	/**
	 * The liveness probe.
	 * @return assertions on it
	 */
	public ProbeAssert liveness() {
		return probe(Probe.LIVENESS);
	}

	/**
	 * The startup probe.
	 * @return assertions on it
	 */
	public ProbeAssert startup() {
		return probe(Probe.STARTUP);
	}

	/**
	 * The readiness probe of a feature.
	 * @param name the feature's name, as in {@code probity.features}
	 * @return assertions on it
	 */
	public ProbeAssert feature(String name) {
		if (this.actual.probe(name).scope() != ProbeScope.FEATURE) {
			throw new IllegalArgumentException("'%s' is a probe of the instance and no feature".formatted(name));
		}
		return probe(name);
	}

	private ProbeAssert probe(String name) {
		isNotNull();
		ProbeAssert probe = new ProbeAssert(this.actual, this.actual.probe(name));
		return this.info.hasDescription() ? probe.as(this.info.description()) : probe;
	}

}
