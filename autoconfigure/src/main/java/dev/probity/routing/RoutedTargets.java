package dev.probity.routing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.HealthCheck;
import dev.probity.check.RunLimit;
import dev.probity.engine.CheckWorkers;
import dev.probity.time.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Asks all targets that there are, each on a dedicated thread, so that none waits for
 * another; the thread of the check waits for them no longer than its time is. A run
 * beside one that was stuck before it came here has to wait for its turn.
 */
final class RoutedTargets<T> {

	private static final Log logger = LogFactory.getLog(RoutedTargets.class);

	// how many targets run at the same time, as long as they answer at once
	private static final int CROWD = 16;

	private static final Duration FIRST_USE = Duration.ofSeconds(10);

	private static final Duration AT_ONCE = Duration.ofMillis(100);

	private final String name;

	private final BiFunction<T, BooleanSupplier, HealthCheck> checks;

	private final Function<String, RouteWeight> weights;

	private final CheckPolicy policy;

	private final Ticker ticker;

	private final CheckWorkers workers = CheckWorkers.threads("probity-check-");

	private final Map<String, RoutedTarget<T>> known = new LinkedHashMap<>();

	RoutedTargets(String name, BiFunction<T, BooleanSupplier, HealthCheck> checks,
			Function<String, RouteWeight> weights, CheckPolicy policy, Ticker ticker) {
		this.name = name;
		this.checks = checks;
		this.weights = weights;
		this.policy = policy;
		this.ticker = ticker;
	}

	synchronized void forget() {
		lookUp(Map.of());
	}

	/**
	 * Ask what there is now.
	 */
	synchronized CheckResult ask(Map<String, T> current) throws InterruptedException {
		lookUp(current);
		Set<RoutedTarget<T>> asked = new HashSet<>();
		try {
			putQuestions(asked);
		}
		catch (InterruptedException ex) {
			// the scheduler waits no longer, and so does nobody
			asked.forEach(RoutedTarget::giveUp);
			throw ex;
		}
		RoutedResult result = new RoutedResult(this.weights);
		long now = this.ticker.read();
		for (RoutedTarget<T> target : this.known.values()) {
			boolean wasFailing = target.isFailing();
			CheckResult found = target.settle(asked.contains(target), now);
			if (found != null && wasFailing != target.isFailing()) {
				report(target, found);
			}
			result.add(target, found);
		}
		return result.get();
	}

	private void lookUp(Map<String, T> current) {
		this.known.values().removeIf((target) -> {
			T now = current.get(target.key());
			boolean gone = now == null || !target.is(now);
			if (gone) {
				target.giveUp();
			}
			return gone;
		});
		current.forEach((key, what) -> this.known.computeIfAbsent(key, (added) -> new RoutedTarget<>(added, what,
				(passing) -> this.checks.apply(what, passing), this.policy)));
	}

	private void putQuestions(Set<RoutedTarget<T>> asked) throws InterruptedException {
		long begin = this.ticker.read();
		Semaphore news = new Semaphore(0);
		Deque<RoutedTarget<T>> waiting = new ArrayDeque<>(this.known.values());
		List<TargetAttempt> underWay = new ArrayList<>();
		while (true) {
			long now = this.ticker.read();
			underWay.removeIf(TargetAttempt::isOver);
			while (!waiting.isEmpty() && hasRoom(underWay, now)) {
				RoutedTarget<T> next = waiting.remove();
				TargetAttempt attempt = next.begin(this.name + "/" + next.key(), this.workers, now, news::release);
				asked.add(next);
				if (attempt != null) {
					underWay.add(attempt);
				}
			}
			long left = begin + patience(asked).toNanos() - now;
			if (left <= 0 || (waiting.isEmpty() && underWay.isEmpty())) {
				return;
			}
			news.tryAcquire(waiting.isEmpty() ? left : Math.min(left, AT_ONCE.toNanos()), TimeUnit.NANOSECONDS);
		}
	}

	/**
	 * The scheduler judges first as long as nothing has answered yet: first use loads
	 * classes and opens pools. The first run may be given longer still.
	 */
	private Duration patience(Set<RoutedTarget<T>> asked) {
		boolean cold = asked.stream().noneMatch(RoutedTarget::hasAnswered);
		Duration limit = RunLimit.orElse(this.policy.timeout());
		return cold ? (limit.compareTo(FIRST_USE) > 0 ? limit : FIRST_USE) : limit.multipliedBy(9).dividedBy(10);
	}

	private static boolean hasRoom(List<TargetAttempt> underWay, long now) {
		return underWay.stream()
			.filter((attempt) -> !attempt.isOver() && now - attempt.startedAt() < AT_ONCE.toNanos())
			.count() < CROWD;
	}

	private void report(RoutedTarget<T> target, CheckResult found) {
		String which = "Target '%s' of check '%s' (%d targets)".formatted(target.key().replaceAll("\\p{Cntrl}", " "),
				this.name, this.known.size());
		if (target.isFailing()) {
			logger.warn("%s is FAILING: %s".formatted(which, found.reason()));
		}
		else {
			logger.info(which + " is PASSING again");
		}
	}

}
