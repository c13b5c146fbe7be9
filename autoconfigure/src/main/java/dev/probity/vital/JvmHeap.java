package dev.probity.vital;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The heap of this JVM: of G1, ZGC, Shenandoah, Parallel and Serial. Thread-safe.
 */
final class JvmHeap {

	// not the cycles of concurrent collectors, during which the application goes on; nor
	// "G1 Concurrent GC", which is two short pauses a cycle that JDK 17 does not tell
	private static final Set<String> PAUSES = Set.of("Copy", "MarkSweepCompact", "PS Scavenge", "PS MarkSweep",
			"G1 Young Generation", "G1 Old Generation", "ZGC Pauses", "ZGC Minor Pauses", "ZGC Major Pauses",
			"Shenandoah Pauses");

	private final List<MemoryPoolMXBean> pools;

	private final List<GarbageCollectorMXBean> pauses;

	/**
	 * Read the heap of this JVM.
	 */
	public JvmHeap() {
		// where objects only pass through, the JVM offers no usage threshold: eden is as
		// good as empty after each collection, and a survivor space may be full after any
		this.pools = ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
			.toList();
		this.pauses = ManagementFactory.getGarbageCollectorMXBeans()
			.stream()
			.filter((collector) -> PAUSES.contains(collector.getName()))
			.toList();
	}

	/**
	 * The figures now.
	 * @return the figures, or {@code null} if this JVM does not expose them
	 */
	public @Nullable HeapFigures figures() {
		long max = Math.min(max(), Runtime.getRuntime().maxMemory());
		return (max <= 0 || this.pauses.isEmpty()) ? null : new HeapFigures(afterCollection(), max, paused());
	}

	/**
	 * Generations without fixed bounds each may have all of the heap.
	 */
	private long max() {
		long sum = 0;
		for (MemoryPoolMXBean pool : this.pools) {
			MemoryUsage usage = pool.getUsage();
			sum += Math.max(0, usage.getMax());
		}
		return sum;
	}

	private long afterCollection() {
		long sum = 0;
		for (MemoryPoolMXBean pool : this.pools) {
			MemoryUsage collected = pool.getCollectionUsage();
			// what has been freed otherwise since, such as regions in which all is dead
			sum += (collected != null) ? Math.min(collected.getUsed(), pool.getUsage().getUsed()) : 0;
		}
		return sum;
	}

	private Duration paused() {
		long millis = 0;
		for (GarbageCollectorMXBean collector : this.pauses) {
			millis += Math.max(0, collector.getCollectionTime());
		}
		return Duration.ofMillis(millis);
	}

}
