/** What a box is and which tickets draw which item. Pure: no Ignite, no Spring, no clock. */
@NullMarked
package com.rollingdrop.compute.box;

import org.jspecify.annotations.NullMarked;
