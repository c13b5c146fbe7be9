package dev.probity.benchmark.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * One rolling restart of two instances: each gets a SIGTERM, is started again on its port
 * when it has ended, and gets its share of the requests again before the next one goes.
 */
final class Rollout implements AutoCloseable {

	private final Callers callers;

	private final Path folder;

	private final Endpoints endpoints = new Endpoints();

	private final List<Instance> instances = new ArrayList<>();

	private final Map<String, Load> loads = new LinkedHashMap<>();

	private @Nullable HaProxy haProxy;

	private Rollout(Callers callers, Path folder) {
		this.callers = callers;
		this.folder = folder;
	}

	/**
	 * Restart the instances of an application.
	 * @param folder gets the logs, and loses what is in it
	 */
	static RolloutResult run(Application application, Callers callers, Path folder)
			throws IOException, InterruptedException, ExecutionException, TimeoutException {
		FileSystemUtils.deleteRecursively(folder);
		Files.createDirectories(folder);
		try (Rollout rollout = new Rollout(callers, folder)) {
			rollout.start(application);
			return rollout.restart();
		}
	}

	private void start(Application application) throws IOException {
		for (String name : List.of("one", "two")) {
			this.instances.add(Instance.start(name, application, this.folder));
		}
		for (Instance instance : this.instances) {
			Patience.until(instance.name() + " is ready, see " + this.folder, instance::isReady);
			this.endpoints.add(instance.port());
		}
		if (!this.callers.balancers().isEmpty()) {
			this.haProxy = HaProxy.start(this.folder, this.callers.balancers(), this.instances);
		}
	}

	private RolloutResult restart() throws IOException, InterruptedException, ExecutionException, TimeoutException {
		startLoads();
		Patience.pass(this.callers.warmUp());
		List<Departure> departures = new ArrayList<>();
		for (Instance instance : this.instances) {
			departures.add(restart(instance));
			Patience.pass(this.callers.settle());
		}
		Map<String, Tally> tallies = new LinkedHashMap<>();
		for (Map.Entry<String, Load> load : this.loads.entrySet()) {
			tallies.put(load.getKey(), load.getValue().stop());
		}
		RolloutResult result = new RolloutResult(departures, tallies, counts());
		result.writeFailures(this.folder.resolve("failures.csv"));
		return result;
	}

	private void startLoads() {
		if (this.haProxy != null) {
			for (Balancer balancer : this.haProxy.balancers()) {
				startLoad(balancer.name(), balancer.rate(), balancer.connections(), this.haProxy.target(balancer));
			}
		}
		Callers.Direct direct = this.callers.direct();
		startLoad(Callers.Direct.NAME, direct.rate(), direct.connections(), this.endpoints);
	}

	private void startLoad(String name, int rate, int connections, Target target) {
		this.loads.put(name, Load.start(name, rate, connections, target));
	}

	private Departure restart(Instance instance)
			throws IOException, InterruptedException, ExecutionException, TimeoutException {
		ChildProcess process = instance.process();
		long signalledAt = System.nanoTime();
		process.terminate();
		CompletableFuture<Void> removal = CompletableFuture.runAsync(() -> this.endpoints.remove(instance.port()),
				CompletableFuture.delayedExecutor(this.callers.direct().propagation().toNanos(), TimeUnit.NANOSECONDS));
		try (BalancerWatch watch = new BalancerWatch(this.haProxy, instance, signalledAt)) {
			Duration exit = Duration
				.ofNanos(process.endedAt().get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS) - signalledAt);
			instance.startAgain();
			Patience.until(instance.name() + " is ready again, see " + this.folder, instance::isReady);
			removal.get();
			this.endpoints.add(instance.port());
			Patience.until("All balancers use " + instance.name() + " again", () -> allBalancersUse(instance));
			return new Departure(instance.name(), signalledAt, exit, process.exitCode(), watch.noticed());
		}
	}

	private boolean allBalancersUse(Instance instance) throws IOException {
		if (this.haProxy != null) {
			for (Balancer balancer : this.haProxy.balancers()) {
				if (!this.haProxy.isUp(balancer, instance)) {
					return false;
				}
			}
		}
		return true;
	}

	private Map<String, RolloutResult.BalancerCount> counts() throws IOException {
		Map<String, RolloutResult.BalancerCount> counts = new LinkedHashMap<>();
		if (this.haProxy != null) {
			for (Balancer balancer : this.haProxy.balancers()) {
				counts.put(balancer.name(), new RolloutResult.BalancerCount(this.haProxy.requests(balancer),
						this.haProxy.retries(balancer)));
			}
		}
		return counts;
	}

	@Override
	public void close() {
		this.loads.values().forEach(Load::close);
		if (this.haProxy != null) {
			this.haProxy.close();
		}
		this.instances.forEach(Instance::close);
	}

}
