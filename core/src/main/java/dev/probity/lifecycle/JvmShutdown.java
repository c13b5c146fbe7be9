package dev.probity.lifecycle;

/**
 * Whether the JVM is shutting down. It has no method for that, so this tries to register
 * a shutdown hook.
 *
 * @since 0.1.0
 */
public final class JvmShutdown {

	private JvmShutdown() {
	}

	/**
	 * Whether the JVM is shutting down.
	 * @return whether it is; once {@code true}, it stays {@code true}
	 */
	public static boolean isInProgress() {
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
