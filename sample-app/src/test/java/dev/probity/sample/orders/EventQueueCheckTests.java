package dev.probity.sample.orders;

import java.util.concurrent.CountDownLatch;

import dev.probity.check.CheckResult;
import org.junit.jupiter.api.Test;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

class EventQueueCheckTests {

	@Test
	void failsWhileTooManyEventsWait() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(1);
		executor.initialize();
		try {
			EventQueueCheck check = new EventQueueCheck(executor);
			assertThat(check.check()).isInstanceOf(CheckResult.Passed.class);
			for (int i = 0; i < 102; i++) {
				executor.submit(() -> {
					end.await();
					return null;
				});
			}
			assertThat(check.check().reason()).isEqualTo("101 events wait to be sent");
		}
		finally {
			end.countDown();
			executor.shutdown();
		}
	}

}
