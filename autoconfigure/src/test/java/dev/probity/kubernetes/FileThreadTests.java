package dev.probity.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A file whose volume may hang, and who has something to write to it.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class FileThreadTests {

	private static final String NAME = "probity-file-of-a-test";

	private static final Duration ENOUGH = Duration.ofSeconds(30);

	private final FileThread thread = new FileThread(NAME);

	private final CountDownLatch back = new CountDownLatch(1);

	private final List<String> written = new CopyOnWriteArrayList<>();

	@AfterEach
	void end() {
		this.back.countDown();
		this.thread.close();
	}

	private void hang() {
		CountDownLatch hangs = new CountDownLatch(1);
		this.thread.execute(() -> {
			hangs.countDown();
			awaitUninterruptibly(this.back);
		});
		awaitUninterruptibly(hangs);
	}

	private void write(String words) {
		this.thread.execute(() -> this.written.add(words));
	}

	private boolean isWritten(Duration most) {
		return this.thread.await(most, () -> "The file hangs");
	}

	@Test
	void whoeverWritesGoesOnAndTheLastWordsAreWrittenOnceTheFileIsBack() {
		hang();
		write("liveness: deadlock");
		write("SIGTERM");
		assertThat(this.written).isEmpty();
		this.back.countDown();
		assertThat(isWritten(ENOUGH)).isTrue();
		assertThat(this.written).containsExactly("SIGTERM");
	}

	@Test
	void whoeverWaitsDoesSoOnceAndIsToldThatItHangs(CapturedOutput output) {
		hang();
		write("SIGTERM");
		assertThat(isWritten(Duration.ofMillis(1))).isFalse();
		assertThat(isWritten(Duration.ofDays(1))).as("once").isFalse();
		assertThat(output).containsOnlyOnce("The file hangs");
		this.back.countDown();
		await().untilAsserted(() -> assertThat(isWritten(ENOUGH)).as("it is back").isTrue());
		assertThat(this.written).containsExactly("SIGTERM");
	}

	@Test
	void whatCannotBeWrittenKeepsNothingElseFromIt(CapturedOutput output) {
		this.thread.execute(() -> {
			throw new OutOfMemoryError("Java heap space");
		});
		assertThat(isWritten(ENOUGH)).isTrue();
		write("liveness: memory");
		assertThat(isWritten(ENOUGH)).isTrue();
		assertThat(this.written).containsExactly("liveness: memory");
		assertThat(output).contains("Could not write why this process would end now");
	}

	@Test
	void closedItEndsOnceAllIsWrittenAndStillWritesWhatComesAfterThat() {
		hang();
		write("SIGTERM");
		this.thread.close();
		this.back.countDown();
		await()
			.until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch((each) -> each.getName().equals(NAME)));
		write("start failed");
		assertThat(isWritten(ENOUGH)).isTrue();
		assertThat(this.written).containsExactly("SIGTERM", "start failed");
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
