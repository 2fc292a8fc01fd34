/** Runs commands and queries beside the data: loads the state, asks the pure code, writes. */
@NullMarked
package com.rollingdrop.compute.shell;

import org.jspecify.annotations.NullMarked;
