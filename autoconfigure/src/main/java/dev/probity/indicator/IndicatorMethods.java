package dev.probity.indicator;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.util.ReflectionUtils;

/**
 * The method by which an indicator that extends one of Boot's base classes does its work,
 * without the stack trace that the base class logs at each failure. Run in the
 * background, it would do so for as long as the failure lasts.
 */
final class IndicatorMethods {

	private IndicatorMethods() {
	}

	/**
	 * The method of an indicator.
	 * @return the method, or {@code null} if it may not be called (a module that is not
	 * open, a native image), or is not all that the indicator does
	 */
	static @Nullable Method doHealthCheck(Object indicator) {
		if (!isAllOf(indicator)) {
			return null;
		}
		Method method = ReflectionUtils.findMethod(indicator.getClass(), "doHealthCheck", Health.Builder.class);
		return (method != null && method.trySetAccessible()) ? method : null;
	}

	/**
	 * Whether an indicator leaves it to Boot how it answers. The proxy of a scope or an
	 * aspect does not: it stands for another object, and something may happen on the way.
	 */
	private static boolean isAllOf(Object indicator) {
		try {
			Method health = indicator.getClass().getMethod("health", boolean.class);
			return health.getDeclaringClass().getPackage().equals(Health.class.getPackage());
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

	static @Nullable Object invoke(Method method, Object indicator, Health.Builder builder) throws Exception {
		try {
			return method.invoke(indicator, builder);
		}
		catch (InvocationTargetException ex) {
			if (ex.getCause() instanceof Exception cause) {
				throw cause;
			}
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw ex;
		}
	}

}
