package dev.probity.benchmark.hang;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import dev.probity.benchmark.harness.Patience;
import dev.probity.benchmark.harness.PodInstance;
import dev.probity.benchmark.harness.Variant;

/**
 * An instance that is observed.
 */
final class Subject implements AutoCloseable {

	private static final Duration CALM = Duration.ofSeconds(3);

	private final Variant variant;

	private final PodInstance instance;

	private Subject(Variant variant, PodInstance instance) {
		this.variant = variant;
		this.instance = instance;
	}

	static Subject launch(Variant variant, String database, Path folder) throws IOException {
		return new Subject(variant,
				PodInstance.launch(variant, database, List.of(), folder.resolve(variant.label() + ".log")));
	}

	void awaitReady() throws IOException {
		this.instance.awaitReady();
	}

	Memory memory() throws IOException {
		return Memory.of(this.instance.gauges());
	}

	CompletableFuture<Observation> observe(Duration time) {
		return CompletableFuture.supplyAsync(() -> {
			try (ThreadWatch watch = new ThreadWatch(this.instance.gauges())) {
				return new Observation(new ProbeLoad(this.instance).ask(time), watch.most());
			}
			catch (ExecutionException ex) {
				throw new CompletionException(ex);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}, (work) -> new Thread(work, "observe-" + this.variant.label()).start());
	}

	/**
	 * Look at it once it is ready again.
	 */
	Row row(Observation healthy, Memory before, Observation hung) throws IOException {
		this.instance.awaitReady();
		Patience.pass(CALM);
		return new Row(this.variant, healthy, hung, this.instance.gauges().threads().size(), before, memory());
	}

	@Override
	public void close() {
		this.instance.close();
	}

}
