package dev.probity.test.fault;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Heals whatever a test has broken, before its context may be closed or used by the next
 * one, and knows which application listens on which port.
 */
final class HealingTestExecutionListener implements TestExecutionListener, Ordered {

	/**
	 * What comes after others is called before them when a test is over.
	 */
	@Override
	public int getOrder() {
		return 4_100;
	}

	@Override
	public void beforeTestMethod(TestContext test) {
		if (test.hasApplicationContext()) {
			RunningApplications.add(test.getApplicationContext());
		}
		heal(test);
	}

	@Override
	public void afterTestMethod(TestContext test) {
		heal(test);
	}

	@Override
	public void afterTestClass(TestContext test) {
		heal(test);
	}

	private static void heal(TestContext test) {
		// by its name: a search by type may make beans that nobody has asked for yet
		if (test.hasApplicationContext() && test.getApplicationContext().containsBean(FaultyContext.FAULTS)) {
			test.getApplicationContext().getBean(FaultyContext.FAULTS, Faults.class).heal();
		}
	}

}
