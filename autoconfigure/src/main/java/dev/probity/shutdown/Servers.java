package dev.probity.shutdown;

import java.util.List;

import org.springframework.context.ApplicationContext;

/**
 * What serves the application. Thread-safe.
 */
interface Servers {

	/**
	 * Whether the end of a context is the end of a server that serves the application.
	 * @param context the context, which may have the server itself or be a parent of the
	 * one that has it
	 * @return whether it is
	 */
	boolean anyServesBelow(ApplicationContext context);

	/**
	 * From now on have clients leave after their next response, if they can be told.
	 */
	void endKeepAlive();

	/**
	 * All servers as one.
	 * @param servers the servers
	 * @return all of them
	 */
	static Servers of(List<? extends Servers> servers) {
		return new Servers() {

			@Override
			public boolean anyServesBelow(ApplicationContext context) {
				return servers.stream().anyMatch((each) -> each.anyServesBelow(context));
			}

			@Override
			public void endKeepAlive() {
				servers.forEach(Servers::endKeepAlive);
			}

		};
	}

}
