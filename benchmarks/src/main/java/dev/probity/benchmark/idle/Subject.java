package dev.probity.benchmark.idle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.probity.benchmark.harness.Clients;
import dev.probity.benchmark.harness.Machine;
import dev.probity.benchmark.harness.PodInstance;
import dev.probity.benchmark.harness.ProbeAnswer;
import dev.probity.benchmark.harness.Variant;

/**
 * An application that has nothing to do, with a database and a Redis that nobody else
 * uses.
 */
final class Subject implements AutoCloseable {

	private static final List<String> ASKED = List.of("/actuator/health/liveness", "/actuator/health/readiness");

	private final Variant variant;

	private final RedisCommands redis = new RedisCommands();

	private final PodInstance instance;

	Subject(Machine machine, Variant variant, String server, Path folder) throws IOException {
		this.variant = variant;
		// stock connects to what readiness asks, Probity to what it knows
		this.instance = PodInstance.launch(machine, variant, Clients.DATABASE_AND_REDIS, server,
				List.of("--gauges.pool-at-start=true", "--spring.data.redis.port=" + this.redis.port(),
						(variant == Variant.STOCK)
								? "--management.endpoint.health.group.readiness.include=readinessState,db,redis" : ""),
				folder.resolve(variant.label() + ".log"));
	}

	Variant variant() {
		return this.variant;
	}

	void awaitReady() throws IOException {
		this.instance.awaitReady();
	}

	/**
	 * Ask it once what a kubelet asks.
	 */
	void probe() {
		ASKED.forEach((path) -> ProbeAnswer.of(this.instance.port(), path, ProbeAnswer.KUBELET));
	}

	Consumption consumption() throws IOException {
		return new Consumption(this.instance.gauges().cpu(), this.redis.count());
	}

	/**
	 * What it holds, and has used.
	 */
	Row row(Consumption idle, Consumption probed, double minutes) throws IOException {
		return new Row(this.variant, idle, probed, minutes, this.instance.gauges().residentKilobytes() / 1024,
				this.instance.gauges().classes(), this.instance.gauges().threads().size());
	}

	@Override
	public void close() throws IOException {
		this.instance.close();
		this.redis.close();
	}

}
