package dev.probity.benchmark.vitals;

import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a process has cost while it was watched.
 *
 * @param runs how many runs of checks have ended
 * @param cpu CPU time of the whole process, the JVM's own threads included
 * @param ownThreads CPU time of the threads that run the checks, and of the one that
 * starts them
 * @param allocated bytes these have allocated
 * @param heap bytes of the heap in use after a collection, at the end
 */
record Cost(long runs, Duration cpu, Duration ownThreads, long allocated, long heap) {

	private static final String PREFIX = "cost ";

	String line() {
		return PREFIX
				+ LongStream.of(this.runs, this.cpu.toNanos(), this.ownThreads.toNanos(), this.allocated, this.heap)
					.mapToObj(Long::toString)
					.reduce((one, other) -> one + " " + other)
					.orElseThrow();
	}

	static Cost parse(Stream<String> output) {
		String line = output.filter((candidate) -> candidate.startsWith(PREFIX)).findFirst().orElseThrow();
		long[] values = Stream.of(line.substring(PREFIX.length()).split(" ")).mapToLong(Long::parseLong).toArray();
		return new Cost(values[0], Duration.ofNanos(values[1]), Duration.ofNanos(values[2]), values[3], values[4]);
	}

}
