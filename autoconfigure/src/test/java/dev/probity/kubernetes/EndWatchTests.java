package dev.probity.kubernetes;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who looks whether this process is about to be restarted.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class EndWatchTests {

	@Test
	void aLookThatFailsIsLoggedAndFollowedByTheNextUntilItIsClosed(CapturedOutput output) {
		AtomicInteger looks = new AtomicInteger();
		EndWatch watch = EndWatch.begin(() -> {
			if (looks.incrementAndGet() == 1) {
				throw new IllegalStateException("no idea");
			}
		});
		await().until(() -> looks.get() >= 2);
		assertThat(output).contains("Could not find out whether this process is about to be restarted");
		watch.close();
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().equals("probity-last-words")));
	}

}
