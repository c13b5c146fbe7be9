package dev.probity.startup;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The figures of one attempt.
 */
final class TaskProgress implements StartupProgress {

	private final AtomicReference<Figures> figures = new AtomicReference<>(new Figures(0, null));

	@Override
	public void of(long total) {
		requireNotNegative("total", total);
		update((figures) -> new Figures(figures.done(), total));
	}

	@Override
	public void advance(long steps) {
		requireNotNegative("steps", steps);
		update((figures) -> new Figures(figures.done() + steps, figures.total()));
	}

	@Override
	public void set(long done, long total) {
		requireNotNegative("done", done);
		requireNotNegative("total", total);
		update((figures) -> new Figures(done, total));
	}

	private void update(UnaryOperator<Figures> change) {
		this.figures.updateAndGet(change);
	}

	private static void requireNotNegative(String name, long value) {
		if (value < 0) {
			throw new IllegalArgumentException("'%s' must not be negative, but is %d".formatted(name, value));
		}
	}

	/**
	 * The figures in words.
	 * @return {@code 1200/5000}, {@code 1200} if nobody has said how many there are, or
	 * nothing if nobody has said anything
	 */
	String inWords() {
		return Objects.requireNonNull(this.figures.get()).inWords();
	}

	private record Figures(long done, @Nullable Long total) {

		String inWords() {
			if (this.total != null) {
				return this.done + "/" + this.total;
			}
			return (this.done > 0) ? Long.toString(this.done) : "";
		}

	}

}
