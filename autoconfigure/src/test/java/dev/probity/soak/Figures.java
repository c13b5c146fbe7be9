package dev.probity.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.management.UnixOperatingSystemMXBean;

/**
 * What this process holds, sample by sample.
 */
final class Figures {

	private static final Path STATUS = Path.of("/proc/self/status");

	private static final double MEBI = 1024 * 1024;

	private final Trend heap = new Trend("heap after a collection, MiB");

	private final Trend threads = new Trend("threads");

	private final Trend classes = new Trend("classes");

	private final Trend descriptors = new Trend("file descriptors");

	private final Trend resident = new Trend("resident without compiled code, MiB");

	// grows for hours, as a JVM finds out what is used often, and has a bound of its own
	private final Trend code = new Trend("compiled code, MiB");

	private final long begin = System.nanoTime();

	private int samples;

	void sample() throws IOException {
		System.gc();
		double minutes = (System.nanoTime() - this.begin) / 60e9;
		this.samples++;
		this.heap.add(minutes, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBI);
		this.threads.add(minutes, ManagementFactory.getThreadMXBean().getThreadCount());
		this.classes.add(minutes, ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
		this.descriptors.add(minutes, ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
			.getOpenFileDescriptorCount());
		double code = compiledCode() / MEBI;
		this.code.add(minutes, code);
		this.resident.add(minutes, residentKilobytes() / 1024.0 - code);
	}

	private static long compiledCode() {
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getName().startsWith("Code"))
			.mapToLong((pool) -> pool.getUsage().getUsed())
			.sum();
	}

	private static long residentKilobytes() throws IOException {
		return Files.readAllLines(STATUS)
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
			.findFirst()
			.orElse(0);
	}

	int samples() {
		return this.samples;
	}

	List<Trend> growing() {
		return judged().filter(Trend::grows).toList();
	}

	private Stream<Trend> judged() {
		return Stream.of(this.heap, this.threads, this.classes, this.descriptors, this.resident);
	}

	@Override
	public String toString() {
		return Stream.concat(judged(), Stream.of(this.code)).map(Trend::toString).collect(Collectors.joining("\n"));
	}

}
