package dev.probity.pool;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The figures of a connection pool at one moment.
 *
 * @param active connections in use
 * @param idle connections that could be borrowed at once
 * @param max connections the pool may have
 * @param waiting threads, or subscribers, that wait for a connection
 * @param sinceLastReturn how long ago at most a connection last came back to the pool;
 * {@code null} if the pool does not tell
 * @param unservedFor for how long at least nobody who has come to the full pool has got a
 * connection; {@code null} if the pool does not tell
 * @since 0.1.0
 */
public record PoolFigures(int active, int idle, int max, int waiting, @Nullable Duration sinceLastReturn,
		@Nullable Duration unservedFor) {

	/**
	 * The figures of a pool that knows when a connection last came back, or does not know
	 * at all.
	 * @param active connections in use
	 * @param idle connections that could be borrowed at once
	 * @param max connections the pool may have
	 * @param waiting threads that wait for a connection
	 * @param sinceLastReturn how long ago a connection last came back to the pool;
	 * {@code null} if the pool does not tell
	 */
	public PoolFigures(int active, int idle, int max, int waiting, @Nullable Duration sinceLastReturn) {
		this(active, idle, max, waiting, sinceLastReturn, sinceLastReturn);
	}

	/**
	 * Whether a borrower has to wait until a connection is returned.
	 * @return whether every connection the pool may have is in use
	 */
	public boolean isSaturated() {
		return this.idle == 0 && this.active >= this.max;
	}

	/**
	 * Whether a borrower has to wait for connections that are being opened.
	 * @return whether there is room for further ones, and others wait for them
	 */
	public boolean isGrowing() {
		return this.idle == 0 && this.active < this.max && this.waiting > 0;
	}

}
