package dev.probity.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * Why a pool could open no connection. It tells the last reason only, and not when that
 * was: of the first one that is seen nobody knows how long it has been true, but another
 * one has come up since. Thread-safe.
 */
final class PoolRefusals {

	private @Nullable Throwable last;

	private int inThisRun;

	synchronized void begin() {
		this.inThisRun = (this.last != null) ? 1 : 0;
	}

	synchronized void note(Throwable reason) {
		if (reason != this.last) {
			this.last = reason;
			this.inThisRun++;
		}
	}

	/**
	 * It has opened one.
	 */
	synchronized void forget() {
		this.last = null;
	}

	synchronized @Nullable Throwable last() {
		return this.last;
	}

	/**
	 * Whether the pool has been refused since the check looked last.
	 */
	synchronized boolean isNew() {
		return this.inThisRun > 1;
	}

}
