package dev.probity.traffic;

/**
 * A caller that requests readiness, as far as callers can be distinguished.
 *
 * @param userAgent its User-Agent; empty if there is none
 * @param address its address
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
