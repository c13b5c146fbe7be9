package dev.probity.sample.orders;

import java.util.Map;

import dev.probity.check.CheckResult;
import dev.probity.check.VitalCheck;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * A check of the application's own: events that wait to be sent, which they do in memory.
 * They would be lost with the process, so that a restart is no remedy: the settings keep
 * it out of liveness.
 */
@Component("eventQueue")
class EventQueueCheck implements VitalCheck {

	private static final int TOO_MANY = 100;

	private final ThreadPoolTaskExecutor executor;

	EventQueueCheck(ThreadPoolTaskExecutor executor) {
		this.executor = executor;
	}

	@Override
	public CheckResult check() {
		int waiting = this.executor.getQueueSize();
		Map<String, Object> details = Map.of("waiting", waiting);
		return (waiting < TOO_MANY) ? CheckResult.passed(details)
				: CheckResult.failed(waiting + " events wait to be sent", details);
	}

}
