package dev.probity.test.contract.honest;

import dev.probity.test.contract.ProbeContractTests;

/**
 * One line is enough.
 */
class ProbesTests extends ProbeContractTests {

}
