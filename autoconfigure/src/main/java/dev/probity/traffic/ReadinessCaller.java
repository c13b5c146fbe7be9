package dev.probity.traffic;

/**
 * Somebody who asks for readiness, as far as callers can be told apart.
 *
 * @param userAgent what it calls itself; empty if it does not say
 * @param address where it asks from
 * @since 0.1.0
 */
public record ReadinessCaller(String userAgent, String address) {

	boolean isKubelet() {
		return CallerKind.of(this.userAgent) == CallerKind.KUBELET;
	}

	@Override
	public String toString() {
		return this.userAgent.isEmpty() ? this.address : "%s (%s)".formatted(this.address, this.userAgent);
	}

}
