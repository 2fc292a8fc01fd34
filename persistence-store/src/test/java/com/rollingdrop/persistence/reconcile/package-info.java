@NullMarked
package com.rollingdrop.persistence.reconcile;

import org.jspecify.annotations.NullMarked;
