package dev.probity.engine;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(30)
class WorkerThreadsTests {

	private final CheckWorkers workers = CheckWorkers.threads();

	private final CountDownLatch released = new CountDownLatch(1);

	private final BlockingQueue<String> names = new LinkedBlockingQueue<>();

	private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void aRunIsOnADaemonThreadNamedAfterItsCheck() throws InterruptedException {
		this.workers.start("db", this::evaluate);
		assertThat(this.names.take()).isEqualTo("probity-check-db");
		assertThat(this.threads.take().isDaemon()).isTrue();
	}

	@Test
	void eachRunThatIsInsideHasOneOfItsOwn() throws InterruptedException {
		for (int i = 0; i < 50; i++) {
			this.workers.start("hung-" + i, () -> {
				evaluate();
				awaitRelease();
			});
		}
		for (int i = 0; i < 50; i++) {
			assertThat(this.names.poll(10, TimeUnit.SECONDS)).isNotNull();
		}
		this.workers.start("db", this::evaluate);
		assertThat(this.names.take()).isEqualTo("probity-check-db");
		assertThat(this.threads).doesNotHaveDuplicates();
	}

	@Test
	void oneThatHasEndedARunTakesTheNext() throws InterruptedException {
		CheckWorkers patient = new WorkerThreads("probity-check-", Duration.ofSeconds(30));
		patient.expectRuns();
		patient.start("db", this::evaluate);
		Thread worker = this.threads.take();
		await().until(() -> worker.getState() == Thread.State.TIMED_WAITING);
		patient.start("redis", this::evaluate);
		assertThat(this.threads.take()).isSameAs(worker);
		assertThat(this.names).containsExactly("probity-check-db", "probity-check-redis");
	}

	@Test
	void oneThatHasNothingToDoIsNamedAfterNoCheck() throws InterruptedException {
		this.workers.expectRuns();
		this.workers.start("db", this::evaluate);
		Thread worker = this.threads.take();
		await().untilAsserted(() -> assertThat(worker.getName()).isEqualTo("probity-check-idle"));
	}

	@Test
	void oneThatWaitsEndsWhereNoRunIsExpected() throws InterruptedException {
		CheckWorkers patient = new WorkerThreads("probity-check-", Duration.ofDays(1));
		patient.expectRuns();
		patient.start("db", this::evaluate);
		Thread worker = this.threads.take();
		await().until(() -> worker.getState() == Thread.State.TIMED_WAITING);
		patient.rest();
		await().until(() -> !worker.isAlive());
	}

	@Test
	void oneThatIsNotUsedRegularlyEndsSoon() throws InterruptedException {
		this.workers.start("db", this::evaluate);
		Thread worker = this.threads.take();
		await().until(() -> !worker.isAlive());
	}

	@Test
	void whatARunThrowsIsNotTheNextOnesTrouble() throws InterruptedException {
		this.workers.start("db", () -> {
			Thread.currentThread().setUncaughtExceptionHandler((thread, ex) -> {
			});
			throw new IllegalStateException("broken");
		});
		this.workers.start("redis", this::evaluate);
		assertThat(this.names.take()).isEqualTo("probity-check-redis");
	}

	private void evaluate() {
		this.names.add(Thread.currentThread().getName());
		this.threads.add(Thread.currentThread());
	}

	private void awaitRelease() {
		try {
			this.released.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
