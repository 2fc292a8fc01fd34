/** What the tests of several modules need. */
@NullMarked
package com.rollingdrop.grid.testing;

import org.jspecify.annotations.NullMarked;
