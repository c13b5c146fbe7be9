package dev.probity.port;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.DepartingApplication;
import dev.probity.fixture.HttpConnection;
import dev.probity.fixture.Ports;
import dev.probity.shutdown.LameDuckProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The probe port is the first thing of a process to answer and the last.
 */
@Timeout(120)
class ProbePortProcessTests {

	@Test
	void itAnswersLongBeforeTheApplicationDoesAndUntilTheJvmIsGone() throws Exception {
		int port = Ports.free();
		long started = System.nanoTime();
		try (ChildJvm child = ChildJvm.start(DepartingApplication.class,
				ChildJvm.classPathWithout(LameDuckProcess.NOT_NEEDED), LameDuckProcess.KUBERNETES, "web",
				"--server.port=0", "--probity.probe-port=" + port, "--probity.lame-duck.duration=1s")) {
			Duration first = answersFirst(port, started);
			int main = Integer.parseInt(child.awaitLine("^main port (\\d+)$"));
			child.awaitLine("^ready event$");
			// on a machine that is busy with other tests both take longer
			assertThat(first).as("the first answer, of a start of %s", since(started))
				.isLessThan(since(started).dividedBy(2));
			awaitStatus(port, "/readyz", 200);
			CompletableFuture<HttpConnection.Response> slow = CompletableFuture
				.supplyAsync(() -> HttpConnection.get(main, "/slow?seconds=18"));
			child.awaitLine("^slow request$");
			child.terminate();
			awaitStatus(port, "/readyz", 503);
			long last = answersToTheEnd(port);
			assertThat(slow.get(1, TimeUnit.SECONDS).body()).isEqualTo("slow");
			assertThat(child.awaitExit()).isEqualTo(143);
			assertThat(since(last)).as("from the last answer to the end").isLessThan(Duration.ofSeconds(1));
		}
	}

	private static Duration answersFirst(int port, long started) {
		Integer status = statusIfOpen(port, "/startupz");
		while (status == null) {
			status = statusIfOpen(port, "/startupz");
		}
		Duration first = since(started);
		assertThat(status).isEqualTo(503);
		assertThat(statusIfOpen(port, "/readyz")).isEqualTo(503);
		assertThat(statusIfOpen(port, "/livez")).isEqualTo(200);
		return first;
	}

	/**
	 * Not ready and alive, as long as anybody answers.
	 */
	private static long answersToTheEnd(int port) {
		long last = System.nanoTime();
		int answers = 0;
		while (true) {
			Integer readiness = statusIfOpen(port, "/readyz");
			Integer liveness = statusIfOpen(port, "/livez");
			if (readiness == null || liveness == null) {
				assertThat(answers).isGreaterThan(100);
				return last;
			}
			assertThat(readiness).isEqualTo(503);
			assertThat(liveness).isEqualTo(200);
			last = System.nanoTime();
			answers++;
		}
	}

	private static void awaitStatus(int port, String path, int status) {
		long begun = System.nanoTime();
		while (!Integer.valueOf(status).equals(statusIfOpen(port, path))) {
			assertThat(since(begun)).as(path).isLessThan(Duration.ofSeconds(20));
		}
	}

	private static @Nullable Integer statusIfOpen(int port, String path) {
		LockSupport.parkNanos(10_000_000);
		try {
			return HttpConnection.get(port, path).status();
		}
		catch (UncheckedIOException ex) {
			return null;
		}
	}

	private static Duration since(long moment) {
		return Duration.ofNanos(System.nanoTime() - moment);
	}

}
