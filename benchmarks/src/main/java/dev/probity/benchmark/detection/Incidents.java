package dev.probity.benchmark.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

import dev.probity.benchmark.harness.Patience;
import dev.probity.benchmark.harness.PodInstance;
import dev.probity.benchmark.harness.Variant;
import dev.probity.fixture.OwnPostgres;

/**
 * An instance with a database of its own, to which faults happen at random moments.
 */
final class Incidents implements AutoCloseable {

	private final Schedule schedule;

	private final OwnPostgres database;

	private final PodInstance instance;

	private Incidents(Schedule schedule, OwnPostgres database, PodInstance instance) {
		this.schedule = schedule;
		this.database = database;
		this.instance = instance;
	}

	/**
	 * Start the database and the instance, which need not be ready yet.
	 * @param log gets what the instance says
	 */
	static Incidents launch(Schedule schedule, Path log) throws IOException {
		OwnPostgres database = OwnPostgres.start();
		try {
			return new Incidents(schedule, database,
					PodInstance.launch(Variant.PROBITY, database.url(), schedule.arguments(), log));
		}
		catch (IOException | RuntimeException ex) {
			database.close();
			throw ex;
		}
	}

	void awaitReady() throws IOException {
		this.instance.awaitReady();
	}

	/**
	 * Make all faults of the schedule happen.
	 */
	List<Sample> observe() throws IOException {
		try (Traffic traffic = new Traffic(this.instance.port(), this.schedule.traffic())) {
			return observeAll();
		}
	}

	private List<Sample> observeAll() throws IOException {
		List<Sample> samples = new ArrayList<>();
		for (int i = 0; i < this.schedule.faults(); i++) {
			for (Fault fault : Fault.values()) {
				pause();
				samples.add(observe(fault));
			}
		}
		return samples;
	}

	/**
	 * Whenever the next run of the check may be.
	 */
	private void pause() {
		long interval = this.schedule.policy().interval().toMillis();
		Patience.pass(Duration.ofMillis(ThreadLocalRandom.current().nextLong(interval)));
	}

	private Sample observe(Fault fault) throws IOException {
		CompletableFuture<Long> unavailable = StatusWait.until(this.instance, 503);
		long failedAt = System.nanoTime();
		Fault.Repair repair = fault.happenTo(this.database);
		long detectedAt;
		try {
			detectedAt = unavailable.join();
		}
		finally {
			repair.run();
		}
		long repairedAt = System.nanoTime();
		long backAt = StatusWait.until(this.instance, 200).join();
		return new Sample(fault, Duration.ofNanos(detectedAt - failedAt), Duration.ofNanos(backAt - repairedAt));
	}

	@Override
	public void close() throws IOException {
		this.instance.close();
		this.database.close();
	}

}
