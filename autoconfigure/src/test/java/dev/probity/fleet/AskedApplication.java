package dev.probity.fleet;

import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.VitalCheck;
import dev.probity.fixture.PlainApplication;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * An application with a dependency that is looked at once an hour, unless somebody asks.
 */
@Configuration(proxyBeanMethods = false)
@Import(PlainApplication.class)
public class AskedApplication {

	static final String[] PROPERTIES = { "probity.checks.stock.interval=1h", "probity.checks.stock.max-age=3h",
			"probity.checks.stock.jitter=0", "probity.checks.stock.retry-interval=1h",
			"probity.checks.stock.criticality=required", "probity.checks.stock.failure-threshold=2",
			"probity.fleet.peers=localhost:1" };

	@Bean
	Stock stock() {
		return new Stock();
	}

	@Bean
	VitalCheck heart() {
		return CheckResult::passed;
	}

	/**
	 * Passes, fails or hangs, and counts its runs.
	 */
	static final class Stock implements DependencyCheck {

		private final AtomicInteger runs = new AtomicInteger();

		private volatile CheckResult result = CheckResult.passed();

		private volatile long hangs;

		@Override
		public CheckResult check() throws InterruptedException {
			this.runs.incrementAndGet();
			if (this.hangs > 0) {
				Thread.sleep(this.hangs);
			}
			return this.result;
		}

		void says(CheckResult result) {
			this.result = result;
			this.hangs = 0;
		}

		void hangsFor(long millis) {
			this.hangs = millis;
		}

		int runs() {
			return this.runs.get();
		}

	}

}
