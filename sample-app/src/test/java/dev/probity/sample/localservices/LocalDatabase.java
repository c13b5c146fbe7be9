package dev.probity.sample.localservices;

/**
 * The database of this JVM's {@link LocalServices}, which all tests share, for those that
 * break it. They heal it, too.
 */
public final class LocalDatabase {

	private LocalDatabase() {
	}

	/**
	 * The way to it that every application in this JVM takes.
	 */
	public static TcpProxy proxy() {
		return LocalServices.shared().proxy("db").orElseThrow();
	}

	/**
	 * Its first process.
	 */
	public static long postmaster() {
		return Long.parseLong(LocalServices.shared().value("postgres.pid"));
	}

}
