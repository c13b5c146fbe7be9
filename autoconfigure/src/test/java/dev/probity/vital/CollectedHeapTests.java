package dev.probity.vital;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.probity.fixture.ChildJvm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Real heaps of real collectors: one that is collected in vain, and those that only look
 * like it.
 */
class CollectedHeapTests {

	private static final String FAILED = "^memory went to FAILING: "
			+ "the heap is \\d+% full after collection, and pauses took 50% or more of the last \\d+m?s$";

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	@Test
	void aHeapThatIsCollectedInVainFailsAndOneThatIsBusyOrFullDoesNot() {
		try (ChildJvm child = start(Collector.SERIAL, 600, 2, "BURST", "CACHE", "THRASH", "BURST")) {
			assertLookAlikesPass(child);
			child.awaitLine(FAILED, PATIENCE);
			child.awaitLine("^THRASH ended: .*");
			assertThat(child.awaitExit()).isZero();
			assertThat(child.output().substring(child.output().indexOf("FAILING")))
				.as("it recovers once there is room again")
				.contains("memory went to PASSING");
		}
	}

	@ParameterizedTest
	@EnumSource
	@Tag("slow")
	void whatOnlyLooksLikeItPassesOnEveryCollector(Collector collector) {
		collector.assumeAvailable();
		try (ChildJvm child = start(collector, 6_000, 3, collector.lookAlikes())) {
			child.awaitLine("^BURST ended: .*", PATIENCE);
			Stream.of(collector.lookAlikes())
				.filter((use) -> !use.equals("BURST"))
				.forEach((use) -> assertOccupied(child, use));
			assertThat(child.awaitExit()).isZero();
			assertThat(child.output()).doesNotContain("FAILING");
		}
	}

	/**
	 * Not Shenandoah: filled like this it pauses for nine tenths of the time, but the
	 * check waits for memory as well, and had not failed after five minutes.
	 */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "SHENANDOAH", "Z" })
	@Tag("slow")
	void aMinuteOfCollectionsInVainFails(Collector collector) {
		collector.assumeAvailable();
		try (ChildJvm child = start(collector, 60_000, 1, "THRASH")) {
			child.awaitLine(FAILED, PATIENCE);
		}
	}

	/**
	 * Nor can the check look much of the time, since it needs some memory itself.
	 */
	@Test
	@Tag("slow")
	void zgcRunsOutOfMemoryInsteadOfPausing() {
		Collector.Z.assumeAvailable();
		try (ChildJvm child = start(Collector.Z, 6_000, 8, "EXHAUST")) {
			child.awaitLine("^EXHAUST ended: occupancy up to \\d+%, pauses up to \\d%, out of memory [1-9]\\d* times$",
					PATIENCE);
			assertThat(child.output()).doesNotContain("FAILING");
		}
	}

	private static void assertLookAlikesPass(ChildJvm child) {
		child.awaitLine("^BURST ended: .*", PATIENCE);
		assertOccupied(child, "CACHE");
		assertThat(child.output().lines().takeWhile((line) -> !line.equals("THRASH begins")))
			.contains("memory went to PASSING")
			.noneMatch((line) -> line.contains("FAILING"));
	}

	private static void assertOccupied(ChildJvm child, String use) {
		String occupancy = child.awaitLine("^" + use + " ended: occupancy up to (\\d+)%", PATIENCE);
		assertThat(Integer.valueOf(occupancy)).as(use).isGreaterThanOrEqualTo(90);
	}

	private static ChildJvm start(Collector collector, int windowMillis, int windows, String... uses) {
		return ChildJvm.startBy(List.of(), collector.options(), HeapProgram.class,
				Stream.concat(Stream.of(windowMillis, windows, collector.spare()).map(String::valueOf), Stream.of(uses))
					.toArray(String[]::new));
	}

	private enum Collector {

		SERIAL("Serial"), PARALLEL("Parallel"), G1("G1"), SHENANDOAH("Shenandoah"), Z("Z");

		private final String option;

		Collector(String name) {
			this.option = "-XX:+Use" + name + "GC";
		}

		/**
		 * Shenandoah and ZGC run out of memory when they are filled from outside, and
		 * then nothing else in the process can run.
		 */
		String[] lookAlikes() {
			return switch (this) {
				case SERIAL, PARALLEL -> new String[] { "BURST", "CACHE" };
				case G1 -> new String[] { "BURST", "CACHE", "CYCLES" };
				case SHENANDOAH, Z -> new String[] { "BURST" };
			};
		}

		/**
		 * Which percentage of the heap is left so that the check can still run.
		 */
		int spare() {
			return (this == SHENANDOAH || this == Z) ? 8 : 5;
		}

		List<String> options() {
			String size = (this == SHENANDOAH || this == Z) ? "-Xmx192m" : "-Xmx64m";
			return List.of(this.option, size, "-XX:+ExplicitGCInvokesConcurrent");
		}

		void assumeAvailable() {
			assumeThat(this).as("this JVM has the collector").matches(Collector::isAvailable);
		}

		private boolean isAvailable() {
			try {
				return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						this.option, "-version")
					.redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.DISCARD)
					.start()
					.waitFor() == 0;
			}
			catch (IOException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
