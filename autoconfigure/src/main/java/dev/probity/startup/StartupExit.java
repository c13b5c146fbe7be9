package dev.probity.startup;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import dev.probity.probe.TaskCriticality;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/**
 * Ends the application when a required startup task is not done, on a dedicated thread;
 * not once the instance has come up, since the task of a later child context is no reason
 * to take it away from those whom it serves. The exit code is that of the task's
 * exception, if it is an {@link ExitCodeGenerator} or has one among its causes, else 1.
 * Thread-safe.
 */
final class StartupExit implements StartupTaskListener {

	private static final Log logger = LogFactory.getLog(StartupExit.class);

	private static final int GENERAL = 1;

	private final ApplicationContext context;

	private final BooleanSupplier startCompleted;

	private final IntConsumer exit;

	private final Consumer<Thread> start;

	private final AtomicBoolean begun = new AtomicBoolean();

	/**
	 * End an application.
	 * @param context its context, which is closed first
	 * @param startCompleted whether the instance has come up: then it goes on
	 */
	public StartupExit(ApplicationContext context, BooleanSupplier startCompleted) {
		this(context, startCompleted, System::exit, Thread::start);
	}

	StartupExit(ApplicationContext context, BooleanSupplier startCompleted, IntConsumer exit, Consumer<Thread> start) {
		this.context = context;
		this.startCompleted = startCompleted;
		this.exit = exit;
		this.start = start;
	}

	@Override
	public void onFinished(StartupTaskResult result) {
		if (result.outcome() == StartupTaskResult.Outcome.DONE || result.criticality() != TaskCriticality.REQUIRED) {
			return;
		}
		if (this.startCompleted.getAsBoolean()) {
			logger.error("Required startup task '%s' failed; the application is up already and goes on: %s"
				.formatted(result.task(), result.reason()));
			return;
		}
		if (!this.begun.compareAndSet(false, true)) {
			return;
		}
		int code = codeOf(result.error());
		say(result, code);
		try {
			Thread thread = new Thread(() -> exit(code), "probity-startup-exit");
			// or the JVM ends with 0 as soon as the context is closed
			thread.setDaemon(false);
			this.start.accept(thread);
		}
		catch (Throwable ex) {
			// no memory for a thread, most likely; the JVM closes the context as well
			this.exit.accept(code);
		}
	}

	private static void say(StartupTaskResult result, int code) {
		try {
			logger.error("Required startup task '%s' failed; exiting with code %d: %s".formatted(result.task(), code,
					result.reason()));
		}
		catch (Throwable ex) {
			// what cannot be said is done nevertheless
		}
	}

	private void exit(int code) {
		try {
			SpringApplication.exit(this.context, () -> code);
		}
		finally {
			this.exit.accept(code);
		}
	}

	private static int codeOf(@Nullable Throwable error) {
		try {
			return generatedCode(error);
		}
		catch (Throwable hostile) {
			return GENERAL;
		}
	}

	private static int generatedCode(@Nullable Throwable error) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Throwable each = error; each != null && seen.add(each); each = each.getCause()) {
			int code = (each instanceof ExitCodeGenerator generator) ? generator.getExitCode() : 0;
			if (code != 0) {
				return code;
			}
		}
		return GENERAL;
	}

}
