/** How a client of the grid sends commands and reads. */
@NullMarked
package com.rollingdrop.compute.client;

import org.jspecify.annotations.NullMarked;
