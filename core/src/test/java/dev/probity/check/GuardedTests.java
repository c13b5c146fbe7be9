package dev.probity.check;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class GuardedTests {

	private final List<String> log = new ArrayList<>();

	private final Guarded guarded = new Guarded((failure, thrown) -> this.log.add(failure + ": " + thrown));

	@Test
	void eachIsNotifiedWhateverTheOthersThrow() {
		List<String> notified = new ArrayList<>();
		this.guarded.each(List.of("a", "b", "c"), (name) -> {
			notified.add(name);
			if (name.equals("b")) {
				throw new StackOverflowError("deep");
			}
		}, () -> "A listener failed");
		assertThat(notified).containsExactly("a", "b", "c");
		assertThat(this.log).containsExactly("A listener failed: java.lang.StackOverflowError: deep");
	}

	@Test
	void anInterruptIsNotLeftToTheNextOne() {
		List<Boolean> interrupted = new ArrayList<>();
		this.guarded.each(List.of("a", "b"), (name) -> {
			interrupted.add(Thread.currentThread().isInterrupted());
			Thread.currentThread().interrupt();
		}, () -> "A listener failed");
		assertThat(interrupted).containsExactly(false, false);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void aLogThatFailsHurtsNobody() {
		List<String> notified = new ArrayList<>();
		Guarded mute = new Guarded((failure, thrown) -> {
			throw new OutOfMemoryError("no room for a line");
		});
		assertThatNoException().isThrownBy(() -> mute.each(List.of("a", "b"), (name) -> {
			notified.add(name);
			throw new IllegalStateException(name);
		}, () -> "A listener failed"));
		assertThat(notified).containsExactly("a", "b");
	}

	@Test
	void aFailureThatCannotBeDescribedHurtsNobody() {
		assertThatNoException().isThrownBy(() -> this.guarded.run(() -> {
			throw new IllegalStateException();
		}, () -> {
			throw new OutOfMemoryError("no room for a sentence");
		}));
		assertThat(this.log).isEmpty();
	}

}
