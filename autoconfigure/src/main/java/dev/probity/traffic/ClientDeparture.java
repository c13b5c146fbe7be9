package dev.probity.traffic;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Whether an error means that the client has disconnected.
 */
final class ClientDeparture {

	// never those of a connection to somebody else
	private static final Set<String> OF_THE_CLIENT = Set.of("org.apache.catalina.connector.ClientAbortException",
			"org.eclipse.jetty.io.EofException", "reactor.netty.channel.AbortedException",
			"org.springframework.web.context.request.async.AsyncRequestNotUsableException");

	// Jetty's, of a request that has not been sent to its end; unknown to Spring
	private static final Set<String> WHILE_SENDING = Set
		.of("org.eclipse.jetty.server.internal.HttpConnection$HttpEofException");

	private ClientDeparture() {
	}

	/**
	 * Whether it does. Before anything has been written to the client, a connection that
	 * is reset or at its end is more likely one to another server.
	 * @param committed whether the answer has begun
	 */
	static boolean explains(@Nullable Throwable error, boolean committed) {
		return DisconnectedClientHelper.isClientDisconnectedException(error)
				? committed || isCausedByOneOf(OF_THE_CLIENT, error) : isCausedByOneOf(WHILE_SENDING, error);
	}

	private static boolean isCausedByOneOf(Set<String> types, @Nullable Throwable error) {
		Throwable before = null;
		for (Throwable each = error; each != null && each != before; each = each.getCause()) {
			if (types.contains(each.getClass().getName())) {
				return true;
			}
			before = each;
		}
		return false;
	}

}
