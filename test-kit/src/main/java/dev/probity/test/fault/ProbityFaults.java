package dev.probity.test.fault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Puts a TCP proxy before each PostgreSQL (or other database), Redis and Kafka that the
 * tested application connects to, and breaks them when the test says so by the bean
 * {@link Faults}.
 * <p>
 * Goes on a test class whose application really connects to something, wherever that is:
 * containers with {@code @ServiceConnection}, embedded servers, addresses in properties.
 * What counts is that the application's beans are made from Spring Boot's connection
 * details. Whatever is broken is healed before and after each test, so that contexts can
 * be cached. Test classes with this annotation do not run in parallel with each other,
 * since they may share a context.
 *
 * @since 0.1.0
 * @see Faults
 * @see ProbeAssertions
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ResourceLock("dev.probity.test")
public @interface ProbityFaults {

}
