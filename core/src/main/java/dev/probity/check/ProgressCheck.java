package dev.probity.check;

/**
 * A {@link VitalCheck} that examines whether work inside this process makes progress.
 * Work may wait for a dependency, and then a restart repairs nothing: for liveness a
 * failure does not count while any dependency check is failing, unknown or stale, nor
 * before every one of them has passed again for as long as the failure could take to end.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProgressCheck extends VitalCheck {

}
