/** Whether the books are right. Pure: no Ignite, no Spring, no clock. */
@NullMarked
package com.rollingdrop.compute.audit;

import org.jspecify.annotations.NullMarked;
