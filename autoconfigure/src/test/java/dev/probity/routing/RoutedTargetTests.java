package dev.probity.routing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.DependencyCheck;
import dev.probity.check.TimeoutAction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rounds of two targets, one of which answers a round late. No thread and no time: the
 * test itself is the worker, and says when a question is answered.
 */
class RoutedTargetTests {

	private static final CheckResult DOWN = CheckResult.failed("switched off");

	private final Deque<Runnable> questions = new ArrayDeque<>();

	private CheckResult late = DOWN;

	private final RoutedTarget<String> a = target("a", () -> DOWN);

	private final RoutedTarget<String> b = target("b", () -> this.late);

	/**
	 * A driver that is stuck in its socket fails when it likes; had it taken longer, it
	 * would count as failing, too.
	 */
	@Test
	void aFailureThatComesInALaterRoundIsOne() {
		this.late = CheckResult.failed("broken pipe");
		assertThat(roundInWhichOnlyTheOtherAnswers()).isInstanceOf(Failed.class);
		assertThat(roundInWhichBothAnswer()).isInstanceOf(Failed.class)
			.returns("2 of 2 targets fail (a: switched off; b: broken pipe)", CheckResult::reason);
	}

	@Test
	void aSuccessThatComesInALaterRoundProvesNothing() {
		this.late = CheckResult.passed();
		assertThat(roundInWhichOnlyTheOtherAnswers()).isInstanceOf(Failed.class);
		assertThat(roundInWhichBothAnswer()).isInstanceOf(Inconclusive.class)
			.returns("no target has passed in this run, and not all have answered (a: switched off)",
					CheckResult::reason);
	}

	/**
	 * An interrupt closes the file of an embedded database.
	 */
	@ParameterizedTest
	@EnumSource(TimeoutAction.class)
	void whatHasNotAnsweredInTimeIsInterruptedOnlyWhereThatIsWanted(TimeoutAction action) {
		for (Consumer<RoutedTarget<String>> end : List.<Consumer<RoutedTarget<String>>>of(
				(target) -> assertThat(target.settle(true, 0)).isInstanceOf(Failed.class), RoutedTarget::giveUp)) {
			AtomicBoolean interrupted = new AtomicBoolean();
			AtomicReference<RoutedTarget<String>> asked = new AtomicReference<>();
			asked.set(target("a", () -> {
				end.accept(asked.get());
				interrupted.set(Thread.currentThread().isInterrupted());
				return CheckResult.passed();
			}, CheckPolicy.defaults().onTimeout(action)));
			begin(asked.get());
			this.questions.remove().run();
			assertThat(interrupted.get()).isEqualTo(action == TimeoutAction.INTERRUPT);
		}
	}

	private CheckResult roundInWhichOnlyTheOtherAnswers() {
		begin(this.b);
		begin(this.a);
		this.questions.removeLast().run();
		return settled();
	}

	private CheckResult roundInWhichBothAnswer() {
		assertThat(begin(this.b)).as("a question beside the one that is still open").isNull();
		begin(this.a);
		assertThat(this.questions).hasSize(2);
		this.questions.forEach(Runnable::run);
		return settled();
	}

	private @Nullable TargetAttempt begin(RoutedTarget<String> target) {
		return target.begin("db/" + target.key(), (name, question) -> this.questions.add(question), 0, () -> {
		});
	}

	private CheckResult settled() {
		RoutedResult result = new RoutedResult((key) -> RouteWeight.SHARED);
		result.add(this.a, this.a.settle(true, 0));
		result.add(this.b, this.b.settle(true, 0));
		return result.get();
	}

	private static RoutedTarget<String> target(String key, DependencyCheck check) {
		return target(key, check, CheckPolicy.defaults());
	}

	private static RoutedTarget<String> target(String key, DependencyCheck check, CheckPolicy policy) {
		return new RoutedTarget<>(key, key, (passing) -> check, policy);
	}

}
