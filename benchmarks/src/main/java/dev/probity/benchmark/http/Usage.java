package dev.probity.benchmark.http;

/**
 * What a server has used.
 *
 * @param cpuNanos nanoseconds of CPU
 * @param allocatedBytes bytes that its threads have allocated
 */
record Usage(long cpuNanos, long allocatedBytes) {

	/**
	 * Read what the application says of itself.
	 */
	static Usage parse(String line) {
		String[] figures = line.strip().split(" ");
		return new Usage(Long.parseLong(figures[0]), Long.parseLong(figures[1]));
	}

	Usage since(Usage before) {
		return new Usage(this.cpuNanos - before.cpuNanos, this.allocatedBytes - before.allocatedBytes);
	}

}
