package dev.probity.test;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Lets all fakes pass before each test, and again after it, so that a context can be
 * cached.
 */
final class ResetTestExecutionListener implements TestExecutionListener, Ordered {

	/**
	 * What comes after others is called before them when a test is over: the context may
	 * be closed then.
	 */
	@Override
	public int getOrder() {
		return 4_000;
	}

	@Override
	public void beforeTestMethod(TestContext test) {
		reset(test);
	}

	@Override
	public void afterTestMethod(TestContext test) {
		reset(test);
	}

	private static void reset(TestContext test) {
		// by its name: a search by type may make beans that nobody has asked for yet
		if (test.hasApplicationContext() && test.getApplicationContext().containsBean(FakedContext.TESTER)) {
			test.getApplicationContext().getBean(FakedContext.TESTER, ProbityTester.class).reset();
		}
	}

}
