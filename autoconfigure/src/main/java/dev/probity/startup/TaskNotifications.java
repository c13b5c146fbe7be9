package dev.probity.startup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.check.Guarded;
import dev.probity.probe.TaskCriticality;
import dev.probity.startup.StartupTaskResult.Outcome;
import dev.probity.text.Durations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The log lines and notifications of tasks, kept until the state has been published. Each
 * listener is notified by itself; the end of the application comes after the log has it.
 */
final class TaskNotifications {

	// of all tasks, which is what an application knows
	private static final Log logger = LogFactory.getLog("dev.probity.startup.StartupTasks");

	private static final Guarded guarded = new Guarded(logger::warn);

	// stands for the log among the receivers
	private static final Object LOG = logger;

	private final List<StartupTaskListener> listeners;

	private final List<TaskMessage> news;

	/**
	 * News that are kept.
	 * @param news where they are kept; they are delivered by the caller that drives the
	 * tasks
	 */
	TaskNotifications(List<StartupTaskListener> listeners, List<TaskMessage> news) {
		this.listeners = listeners;
		this.news = news;
	}

	/**
	 * How many news there are.
	 */
	int size() {
		return this.news.size();
	}

	/**
	 * Discard the latest, which have not happened. Allocates nothing.
	 * @param size how many are left
	 */
	void forgetBut(int size) {
		while (this.news.size() > size) {
			this.news.remove(this.news.size() - 1);
		}
	}

	void started(String task) {
		log(() -> logger.debug("Startup task '%s' started".formatted(task)));
		this.listeners.forEach((listener) -> deliver(listener, () -> listener.onStarted(task)));
	}

	void retry(String task, long attempt, StartupTaskPolicy policy, Duration backOff, String reason) {
		log(() -> logger.warn("Startup task '%s': attempt %d of %d failed, retrying in %s: %s".formatted(task, attempt,
				policy.attempts(), Durations.exact(backOff), reason)));
	}

	void stuck(String task, long attempt, StartupTaskPolicy policy, @Nullable Thread thread) {
		// now, while it is still where it is
		String stack = (thread != null)
				? Stream.of(thread.getStackTrace()).map((frame) -> "\n\tat " + frame).collect(Collectors.joining())
				: "";
		log(() -> logger
			.warn("Startup task '%s' is stuck: attempt %d of %d timed out after %s; its thread is interrupted%s"
				.formatted(task, attempt, policy.attempts(), Durations.exact(policy.timeout()),
						stack.isEmpty() ? "" : " at:" + stack)));
	}

	void finished(StartupTaskResult result) {
		log(() -> log(result));
		this.listeners.forEach((listener) -> deliver(listener, () -> listener.onFinished(result)));
	}

	private void log(Runnable line) {
		this.news.add(new TaskMessage(LOG, line));
	}

	private void deliver(StartupTaskListener listener, Runnable notification) {
		this.news.add(new TaskMessage((listener instanceof StartupExit) ? LOG : listener, notification));
	}

	private static void log(StartupTaskResult result) {
		String line = line(result);
		if (result.outcome() == Outcome.DONE) {
			logger.info(line);
		}
		else if (result.criticality() == TaskCriticality.REQUIRED) {
			logger.error(line);
		}
		else {
			logger.warn(line);
		}
	}

	private static String line(StartupTaskResult result) {
		String line = "Startup task '%s' (%s) %s".formatted(result.task(),
				result.criticality().name().toLowerCase(Locale.ROOT), inWords(result));
		Throwable error = result.error();
		return (error != null) ? line + "\n" + ThrownText.trace(error) : line;
	}

	private static String inWords(StartupTaskResult result) {
		String taken = "after %s%s".formatted(Durations.brief(result.duration()),
				(result.attempts() > 1) ? " and %d attempts".formatted(result.attempts()) : "");
		return switch (result.outcome()) {
			case DONE -> "done " + taken;
			case FAILED -> "failed %s: %s".formatted(taken, result.reason());
			case TIMED_OUT -> "failed %s: it is stuck, %s".formatted(taken, result.reason());
			case SKIPPED -> "skipped: " + result.reason();
		};
	}

	/**
	 * Report all tasks together.
	 */
	static TaskMessage summary(List<StartupTaskResult> results, Duration taken) {
		long done = results.stream().filter((result) -> result.outcome() == Outcome.DONE).count();
		List<String> others = new ArrayList<>();
		results.stream()
			.filter((result) -> result.outcome() != Outcome.DONE)
			.map(StartupTaskResult::task)
			.forEach(others::add);
		return new TaskMessage(LOG,
				() -> logger.info("Startup tasks finished in %s: %d of %d done%s".formatted(Durations.brief(taken),
						done, results.size(), others.isEmpty() ? "" : "; not done: " + String.join(", ", others))));
	}

	/**
	 * Tell a receiver. For want of a thread news may be lost, but never the tasks.
	 */
	static void deliver(TaskMessage message, TaskNotifier notifier) {
		try {
			notifier.notify(message.receiver(), () -> guarded.run(message.news(), TaskNotifications::lost));
		}
		catch (Throwable ex) {
			guarded.report(TaskNotifications::lost, ex);
		}
	}

	private static String lost() {
		return "Could not report the result of a startup task";
	}

}
