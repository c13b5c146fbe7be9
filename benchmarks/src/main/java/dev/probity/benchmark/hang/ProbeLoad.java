package dev.probity.benchmark.hang;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.probity.benchmark.harness.Patience;
import dev.probity.benchmark.harness.PodInstance;
import dev.probity.benchmark.harness.ProbeAnswer;

/**
 * Asks for the readiness of an instance 50 times a second, whether or not it has answered
 * before.
 */
final class ProbeLoad {

	static final int RATE = 50;

	private static final Duration PERIOD = Duration.ofSeconds(1).dividedBy(RATE);

	private final PodInstance instance;

	ProbeLoad(PodInstance instance) {
		this.instance = instance;
	}

	/**
	 * Ask for some time, and wait until all have been answered or have timed out.
	 */
	List<ProbeAnswer> ask(Duration time) throws ExecutionException, InterruptedException {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			List<Future<ProbeAnswer>> answers = new ArrayList<>();
			long start = System.nanoTime();
			for (int i = 0; i < time.dividedBy(PERIOD); i++) {
				Patience.pass(PERIOD.multipliedBy(i).minusNanos(System.nanoTime() - start));
				answers.add(threads.submit(() -> this.instance.askReadiness(ProbeAnswer.KUBELET)));
			}
			List<ProbeAnswer> all = new ArrayList<>();
			for (Future<ProbeAnswer> answer : answers) {
				all.add(answer.get());
			}
			return all;
		}
		finally {
			threads.shutdownNow();
		}
	}

}
