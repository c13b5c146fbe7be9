package dev.probity.sample.localservices;

/**
 * The servers of this JVM's {@link LocalServices}, which all tests share, for those that
 * break one. They heal it, too.
 */
public enum SharedServer {

	POSTGRES("db"), REDIS("redis"), KAFKA("kafka");

	private final String dependency;

	SharedServer(String dependency) {
		this.dependency = dependency;
	}

	/**
	 * What the application calls it.
	 */
	public String dependency() {
		return this.dependency;
	}

	/**
	 * The way to it that every application in this JVM takes.
	 */
	public TcpProxy proxy() {
		return LocalServices.shared().proxy(this.dependency).orElseThrow();
	}

	/**
	 * Its first process. That of Kafka is the child JVM, whose children are the others.
	 */
	public long process() {
		return Long.parseLong(LocalServices.shared().value(name().toLowerCase() + ".pid"));
	}

	public static void healAll() {
		for (SharedServer server : values()) {
			server.proxy().heal();
		}
	}

}
