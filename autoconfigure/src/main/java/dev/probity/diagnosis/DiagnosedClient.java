package dev.probity.diagnosis;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The application's client of a dependency, beside which a fresh connection is opened.
 * All but {@link #askFresh} and {@link #evict} return at once. Thread-safe.
 */
public interface DiagnosedClient {

	/**
	 * Open a connection as the client would open its next one (same address, same
	 * credentials, same properties), validate it and close it. May take longer than it
	 * should.
	 * @param within how long it should take at most
	 * @throws NoFreshConnectionException if that cannot be tried
	 * @throws Exception why the connection could not be opened or is of no use
	 */
	void askFresh(Duration within) throws Exception;

	/**
	 * Whether a fresh connection that has failed was refused by a dependency that is
	 * well: it knows another password by now, or lets no further one in. That says
	 * nothing of the connections there are.
	 * @param failure what {@link #askFresh} has thrown
	 */
	default boolean isRefusal(Exception failure) {
		return false;
	}

	/**
	 * What it is a client of, for example <code>PostgreSQL</code>.
	 */
	String dependency();

	/**
	 * What the client is, for example <code>the pool 'orders'</code>.
	 */
	String name();

	/**
	 * What has become of its connections, for example <code>10 of 10 leased</code>.
	 * @return the figures in words, or {@code null} if the client has none
	 */
	@Nullable String use();

	/**
	 * How long a connection lives at most.
	 * @return the time, or {@code null} if that has no limit
	 */
	@Nullable Duration longestLife();

	/**
	 * Whether callers wait and nothing comes back, no connection and no answer, for half
	 * a second. Asked about once a second.
	 */
	boolean keepsCallersWaiting();

	/**
	 * Give up connections that nobody uses at the moment. Waits for no other.
	 */
	void evict();

}
