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

import dev.probity.benchmark.harness.ChildProcess;
import dev.probity.benchmark.harness.Patience;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * One rolling restart of two instances: each gets a SIGTERM, is started again on its port
 * when it has ended, and gets its share of the requests again before the next one goes.
 */
final class Rollout implements AutoCloseable {

	private final Plan plan;

	private final Path folder;

	private final Endpoints endpoints = new Endpoints();

	private final List<Instance> instances = new ArrayList<>();

	private final Map<String, Load> loads = new LinkedHashMap<>();

	private @Nullable HaProxy haProxy;

	private Rollout(Plan plan, Path folder) {
		this.plan = plan;
		this.folder = folder;
	}

	/**
	 * Restart the instances of an application.
	 * @param folder gets the logs, and loses what is in it
	 * @throws IllegalArgumentException if a balancer may notice only after the lame duck
	 */
	static RolloutResult run(Application application, Plan plan, Path folder)
			throws IOException, InterruptedException, ExecutionException, TimeoutException {
		for (Balancer balancer : plan.balancers()) {
			if (application.lameDuck().compareTo(balancer.detection()) <= 0) {
				throw new IllegalArgumentException("A lame duck of %s is too short for %s, which may need %s"
					.formatted(application.lameDuck(), balancer.name(), balancer.detection()));
			}
		}
		FileSystemUtils.deleteRecursively(folder);
		Files.createDirectories(folder);
		try (Rollout rollout = new Rollout(plan, folder)) {
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
		if (!this.plan.balancers().isEmpty()) {
			this.haProxy = HaProxy.start(this.folder, this.plan.balancers(), this.instances);
		}
	}

	private RolloutResult restart() throws IOException, InterruptedException, ExecutionException, TimeoutException {
		startLoads();
		Patience.pass(this.plan.warmUp());
		List<Departure> departures = new ArrayList<>();
		for (Instance instance : this.instances) {
			departures.add(restart(instance));
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
		DirectClients direct = this.plan.direct();
		startLoad(DirectClients.NAME, direct.rate(), direct.connections(), this.endpoints);
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
				CompletableFuture.delayedExecutor(this.plan.direct().propagation().toNanos(), TimeUnit.NANOSECONDS));
		try (BalancerWatch watch = new BalancerWatch(this.haProxy, instance, signalledAt)) {
			long endedAt = process.endedAt().get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
			if (returns(instance)) {
				instance.startAgain();
				Patience.until(instance.name() + " is ready again, see " + this.folder, instance::isReady);
				removal.get();
				this.endpoints.add(instance.port());
				Patience.until("All balancers use " + instance.name() + " again",
						() -> balancersUsing(instance) == this.plan.balancers().size());
			}
			else {
				removal.get();
				Patience.until("All balancers have left " + instance.name(), () -> balancersUsing(instance) == 0);
			}
			Departure departure = new Departure(instance.name(), signalledAt, Duration.ofNanos(endedAt - signalledAt),
					process.exitCode(), watch.noticed());
			Patience.pass(this.plan.settle());
			return departure;
		}
	}

	private boolean returns(Instance instance) {
		return this.plan.last() == Plan.LastInstance.RETURNS || instance == this.instances.get(0);
	}

	private int balancersUsing(Instance instance) throws IOException {
		return (this.haProxy != null) ? this.haProxy.using(instance).size() : 0;
	}

	private Map<String, RolloutResult.BalancerCount> counts() throws IOException {
		Map<String, RolloutResult.BalancerCount> counts = new LinkedHashMap<>();
		if (this.haProxy != null) {
			for (Balancer balancer : this.haProxy.balancers()) {
				counts.put(balancer.name(), this.haProxy.count(balancer));
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
