package dev.probity.lameduck;

/**
 * Whether the JVM is going down, which it tells nobody who does not try.
 */
final class JvmShutdown {

	private JvmShutdown() {
	}

	static boolean isInProgress() {
		Thread hook = new Thread(() -> {
		}, "probity-shutdown-probe");
		try {
			Runtime.getRuntime().addShutdownHook(hook);
			Runtime.getRuntime().removeShutdownHook(hook);
			return false;
		}
		catch (IllegalStateException ex) {
			return true;
		}
	}

}
