/** The command that compares REST with a monolith's. */
@NullMarked
package com.rollingdrop.benchmarks.rest;

import org.jspecify.annotations.NullMarked;
