package dev.probity.routing;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.target.HotSwappableTargetSource;
import org.springframework.aop.target.LazyInitTargetSource;
import org.springframework.aop.target.SimpleBeanTargetSource;
import org.springframework.aop.target.dynamic.AbstractRefreshableTargetSource;

/**
 * What Spring's proxies stand for at the moment: a scoped one for another bean after each
 * refresh.
 */
public final class ProxyTargets {

	private ProxyTargets() {
	}

	/**
	 * The target of a proxy, if it can be read without creating or borrowing it.
	 * @return the target, or {@code null} if there is none
	 */
	public static @Nullable Object behind(Object proxy) {
		return (proxy instanceof Advised advised) ? target(advised.getTargetSource()) : null;
	}

	private static @Nullable Object target(TargetSource source) {
		boolean known = source.isStatic() || source instanceof SimpleBeanTargetSource
				|| source instanceof HotSwappableTargetSource || source instanceof LazyInitTargetSource
				|| source instanceof AbstractRefreshableTargetSource;
		try {
			return known ? source.getTarget() : null;
		}
		catch (Exception ex) {
			// whoever borrows a connection gets the reason
			return null;
		}
	}

}
