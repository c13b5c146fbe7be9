package dev.probity.web;

/**
 * A handler of Probity's paths.
 *
 * @since 0.1.0
 */
public interface ServesProbes {

}
