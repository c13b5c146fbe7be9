package dev.probity.kubernetes;

/**
 * With which code the JVM exits when liveness fails. The numbers are documented: restart
 * rules of a manifest may name them.
 */
final class ExitCode {

	private ExitCode() {
	}

	/**
	 * The code of a reason.
	 * @param reason a vital check, or {@link EndReason#BROKEN}
	 */
	static int of(String reason) {
		int slash = reason.indexOf('/');
		return switch ((slash < 0) ? reason : reason.substring(0, slash)) {
			case "deadlock" -> 70;
			case "memory" -> 71;
			case "scheduler" -> 72;
			case "server" -> 73;
			case "heartbeat" -> 74;
			case "scheduledTasks" -> 75;
			case "kafkaListeners" -> 76;
			case "taskExecutors" -> 77;
			case "oldestRequest" -> 78;
			case EndReason.BROKEN -> 79;
			case "client" -> 81;
			// one that has no number of its own, one of the application for example
			default -> 80;
		};
	}

}
