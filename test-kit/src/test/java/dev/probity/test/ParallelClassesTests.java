package dev.probity.test;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.test.fault.ProbityFaults;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/**
 * Test classes that run in parallel and share a context do not break each other's checks.
 */
class ParallelClassesTests {

	private static final AtomicInteger inside = new AtomicInteger();

	private static final AtomicInteger mostInside = new AtomicInteger();

	@Test
	void thoseThatMoveTimeOrBreakServersRunOneAfterTheOther() {
		SummaryGeneratingListener summary = new SummaryGeneratingListener();
		LauncherFactory.create()
			.execute(LauncherDiscoveryRequestBuilder.request()
				.selectors(selectClass(One.class), selectClass(Other.class), selectClass(Third.class))
				.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
				.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
				.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
				.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
				.build(), summary);
		assertThat(summary.getSummary().getFailures()).isEmpty();
		assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(3);
		assertThat(mostInside).hasValue(1);
	}

	private static void alone(Runnable assertions) throws InterruptedException {
		mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
		try {
			TimeUnit.MILLISECONDS.sleep(200);
			assertions.run();
		}
		finally {
			inside.decrementAndGet();
		}
	}

	@SpringBootTest(classes = OrdersApplication.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureProbityTest
	static class One {

		@Test
		void fails(@Autowired ProbityTester tester) throws InterruptedException {
			tester.check("db").fails("connection refused");
			alone(() -> assertThat(tester).readiness().isDown());
		}

	}

	@SpringBootTest(classes = OrdersApplication.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureProbityTest
	static class Other {

		@Test
		void passes(@Autowired ProbityTester tester) throws InterruptedException {
			alone(() -> assertThat(tester).readiness().isUp());
		}

	}

	@SpringBootTest(classes = OrdersApplication.class, webEnvironment = WebEnvironment.NONE)
	@ProbityFaults
	static class Third {

		@Test
		void isThere() throws InterruptedException {
			alone(() -> {
			});
		}

	}

}
