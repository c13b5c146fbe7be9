package dev.probity.benchmark.footprint;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.probity.engine.Engine;

/**
 * Prints what is retained for each check of engines that have each number of checks
 * given, and have run all of them: 20,000 in all, so that nothing else matters.
 */
public final class FootprintProcess {

	private static final int ALL = 20_000;

	private FootprintProcess() {
	}

	/**
	 * Measure.
	 * @param arguments the numbers
	 */
	public static void main(String[] arguments) {
		used();
		Stream.of(arguments).map(Integer::valueOf).forEach(FootprintProcess::measure);
	}

	private static void measure(int checks) {
		// what is loaded and made once is not a check's
		List<Engine> engines = new ArrayList<>(List.of(engine(checks)));
		long before = used();
		for (int i = 0; i < ALL / checks; i++) {
			engines.add(engine(checks));
		}
		double bytes = (double) (used() - before) / ALL;
		Reference.reachabilityFence(engines);
		System.out.printf(Locale.ENGLISH, "checks=%d bytes=%.1f%n", checks, bytes);
	}

	private static Engine engine(int checks) {
		return new Engine(checks, Duration.ofSeconds(10), () -> 0);
	}

	private static long used() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
